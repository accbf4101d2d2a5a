package dev.sluice.samples.video;

import java.util.Locale;

/** The sizes each film has thumbnails in. */
enum Thumbnail {
    SMALL(160),
    MEDIUM(480),
    LARGE(1280);

    /** The longer edge, in pixels. */
    final int edge;

    Thumbnail(int edge) {
        this.edge = edge;
    }

    String key(String filmId) {
        return "films/" + filmId + "/" + name().toLowerCase(Locale.ROOT) + ".jpg";
    }
}
