package dev.sluice.broker.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mobile endpoint, an app on a device: its application, and a random UUID made at the edge. */
public record EndpointId(ApplicationId application, UUID uuid) {
    private static final String KIND = "endpoint";

    public String arn() {
        return "arn:aws:sns:" + application.region() + ":" + application.account() + ":" + KIND + "/"
                + application.platform() + "/" + application.name() + "/" + uuid;
    }

    /** The endpoint an ARN of any partition names; null when it is none of an endpoint. */
    public static @Nullable EndpointId ofArn(String arn) {
        String[] parts = arn.split(":", -1);
        if (parts.length != 6 || !parts[0].equals("arn") || !parts[2].equals("sns")) return null;
        String[] path = parts[5].split("/", -1);
        if (path.length != 4 || !path[0].equals(KIND)) return null;
        try {
            UUID uuid = UUID.fromString(path[3]);
            // What is written in another way is another text, and names nothing.
            boolean plain = uuid.toString().equals(path[3]);
            return plain ? new EndpointId(new ApplicationId(parts[4], parts[3], path[1], path[2]), uuid) : null;
        } catch (IllegalArgumentException noUuid) {
            return null;
        }
    }
}
