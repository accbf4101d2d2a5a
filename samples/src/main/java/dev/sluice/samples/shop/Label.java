package dev.sluice.samples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** The label of a parcel: a picture with a number, an address and bars. */
final class Label {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 500;
    private static final int BARS = 64;

    private Label() {}

    static byte[] draw(Order order) throws IOException {
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.MONOSPACED, Font.BOLD, 40));
        pen.drawString("parcel " + order.id(), 40, 70);
        pen.drawString("to " + order.customer(), 40, 130);
        pen.drawString(order.item(), 40, 190);
        long bits = number(order.id().getBytes(UTF_8)) * 0x9E3779B97F4A7C15L;
        for (int bar = 0; bar < BARS; bar++) {
            if ((bits >>> bar & 1) == 1) pen.fillRect(40 + bar * 11, 240, 8, 200);
        }
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    static long number(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
    }
}
