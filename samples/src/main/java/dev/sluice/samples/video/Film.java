package dev.sluice.samples.video;

/**
 * An upload whose thumbnails are all in the bucket.
 *
 * @param id the upload's
 * @param width of the original, in pixels, as is {@code height}
 */
record Film(String id, String name, int width, int height) {}
