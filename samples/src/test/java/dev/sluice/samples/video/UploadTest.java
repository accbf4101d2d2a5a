package dev.sluice.samples.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UploadTest {

    @Test
    void sameNameAndBytesAreTheSameUpload() {
        assertThat(Upload.of("a.png", new byte[] {1})).isEqualTo(Upload.of("a.png", new byte[] {1}));
        assertThat(Upload.of("a.png", new byte[] {1})).isNotEqualTo(Upload.of("a.png", new byte[] {2}));
        assertThat(Upload.of("a.png", new byte[] {1}).id())
                .isNotEqualTo(Upload.of("b.png", new byte[] {1}).id());
    }

    @Test
    void aKeyNamesItsUpload() {
        Upload upload = Upload.of("a.png", new byte[] {1});

        assertThat(Upload.ofKey(upload.key())).isEqualTo(upload);
    }

    @Test
    void namesThatCouldLeaveTheBucketAreNoNames() {
        assertThat(Upload.isName("holiday_2-1.JPG")).isTrue();
        assertThat(Upload.isName("..")).isFalse();
        assertThat(Upload.isName("a/b.png")).isFalse();
        assertThat(Upload.isName("<b>.png")).isFalse();
        assertThat(Upload.isName("")).isFalse();
    }
}
