package dev.sluice.samples.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void aThumbnailKeepsTheProportions() throws IOException {
        Picture thumbnail = Picture.decode(Picture.decode(Camera.shoot(1, 900)).thumbnail(160));

        assertThat(thumbnail.width()).isEqualTo(160);
        assertThat(thumbnail.height()).isEqualTo(107);
    }

    @Test
    void aSmallPictureIsNotEnlarged() throws IOException {
        Picture thumbnail = Picture.decode(Picture.decode(Camera.shoot(1, 90)).thumbnail(160));

        assertThat(thumbnail.width()).isEqualTo(90);
    }

    @Test
    void theSamePictureGivesTheSameBytes() throws IOException {
        byte[] picture = Camera.shoot(2, 300);

        assertThat(Picture.decode(picture).thumbnail(160))
                .isEqualTo(Picture.decode(picture).thumbnail(160));
    }

    @Test
    void whatIsNoWholePictureIsRefused() throws IOException {
        byte[] half = Arrays.copyOf(Camera.shoot(3, 300), 2000);

        assertThat(Picture.pixels(half)).isEqualTo(300 * 200);
        assertThat(Picture.pixels("text".getBytes(UTF_8))).isZero();
        assertThatThrownBy(() -> Picture.decode(half)).isInstanceOf(IOException.class);
    }
}
