package dev.sluice.samples.video;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/** What S3 sends to a queue when an object was stored, as far as it is of use here. */
record S3Event(@JsonProperty("Records") List<Entry> records) {

    record Entry(String eventVersion, String eventSource, String eventTime, String eventName, S3 s3) {}

    record S3(BucketName bucket, StoredObject object) {}

    record BucketName(String name) {}

    /** @param key as it is: our keys have nothing in them that S3 would encode */
    record StoredObject(String key, long size) {}

    static S3Event objectCreated(String bucket, String key, long size, Instant at) {
        var s3 = new S3(new BucketName(bucket), new StoredObject(key, size));
        return new S3Event(List.of(new Entry("2.1", "aws:s3", at.toString(), "ObjectCreated:Put", s3)));
    }
}
