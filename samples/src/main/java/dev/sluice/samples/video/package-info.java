/**
 * A site that takes pictures for films, makes thumbnails and publishes them: three services with queues between them. {@link
 * dev.sluice.samples.video.VideoCommand} lists them; {@link dev.sluice.samples.video.UploadSite}, {@link
 * dev.sluice.samples.video.Transcoder} and {@link dev.sluice.samples.video.Library} are what they do.
 *
 * <p>Each answers or deletes what it was given only when its own result is durable, and each may do its work again without
 * harm: so any of them, and the broker, can be killed at any moment.
 */
@NullMarked
package dev.sluice.samples.video;

import org.jspecify.annotations.NullMarked;
