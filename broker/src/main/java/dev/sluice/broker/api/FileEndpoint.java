package dev.sluice.broker.api;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers some paths with files that anybody may read, and leaves all others to another endpoint. */
public final class FileEndpoint implements Endpoint {
    private final String prefix;
    private final String contentType;
    private final Function<String, byte @Nullable []> files;
    private final Endpoint others;

    /**
     * @param prefix of the paths of files
     * @param files the content of the file with a path, or null when there is none; asked on the event loop
     */
    public FileEndpoint(String prefix, String contentType, Function<String, byte @Nullable []> files, Endpoint others) {
        this.prefix = prefix;
        this.contentType = contentType;
        this.files = files;
        this.others = others;
    }

    @Override
    public void handle(Call call) {
        byte[] file = isMeant(call) ? files.apply(call.path()) : null;
        if (file == null) others.handle(call);
        else call.respond(new Answer(200, contentType, null, null, file, file.length), null);
    }

    private boolean isMeant(Call call) {
        return call.path().startsWith(prefix)
                && (call.method().equals("GET") || call.method().equals("HEAD"));
    }
}
