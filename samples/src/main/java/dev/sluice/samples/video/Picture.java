package dev.sluice.samples.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Decodes and encodes pictures: JPEG, PNG, GIF, BMP and whatever else this JDK reads. */
final class Picture {
    /** More pixels than this are refused before memory is taken for them. */
    static final long MOST_PIXELS = 50_000_000;

    private final BufferedImage image;

    private Picture(BufferedImage image) {
        this.image = image;
    }

    /** Width times height as the first bytes tell them; 0 when this is no picture. */
    static long pixels(byte[] bytes) throws IOException {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            ImageReader reader = reader(input);
            if (reader == null) return 0;
            try {
                reader.setInput(input);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        }
    }

    /** @throws IOException when the bytes are not a whole picture, or one too large */
    static Picture decode(byte[] bytes) throws IOException {
        long pixels = pixels(bytes);
        if (pixels == 0 || pixels > MOST_PIXELS) throw new IOException("a picture of " + pixels + " pixels");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        if (image == null) throw new IOException("not a picture");
        return new Picture(image);
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /**
     * As JPEG, on white where it is transparent, with a longer edge of at most so many pixels; never enlarged. The same picture
     * always gives the same bytes.
     */
    byte[] thumbnail(int edge) throws IOException {
        double scale = Math.min(1, (double) edge / Math.max(width(), height()));
        int width = Math.max(1, (int) Math.round(width() * scale));
        int height = Math.max(1, (int) Math.round(height() * scale));
        var jpeg = new ByteArrayOutputStream();
        if (!ImageIO.write(scaled(width, height), "jpeg", jpeg)) throw new IOException("this JDK writes no JPEG");
        return jpeg.toByteArray();
    }

    /** By halves, then the rest: bilinear scaling looks at four pixels only, and would skip the others. */
    private BufferedImage scaled(int width, int height) {
        BufferedImage current = image;
        while (current.getWidth() / 2 > width && current.getHeight() / 2 > height) {
            current = draw(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        return draw(current, width, height);
    }

    private static BufferedImage draw(BufferedImage from, int width, int height) {
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return to;
    }

    private static @Nullable ImageReader reader(ImageInputStream input) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        return readers.hasNext() ? readers.next() : null;
    }
}
