package dev.sluice.samples.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.samples.Json;
import dev.sluice.samples.Web;
import dev.sluice.samples.Web.Answer;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows what is published: {@code /} for people, {@code /films}, {@code /films/ID} and {@code /films/ID/SIZE.jpg}. */
final class LibrarySite implements Web.Pages {
    private static final Pattern FILM = Pattern.compile("/films/([0-9a-f]{32})(/(?:small|medium|large)\\.jpg)?");

    private final FilmIndex index;
    private final Bucket bucket;

    LibrarySite(FilmIndex index, Bucket bucket) {
        this.index = index;
        this.bucket = bucket;
    }

    @Override
    public Answer answer(HttpExchange request) throws IOException {
        String method = request.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) return Answer.text(405, "GET");
        String path = request.getRequestURI().getPath();
        if (path.equals("/"))
            return new Answer(200, "text/html; charset=utf-8", gallery().getBytes(UTF_8));
        if (path.equals("/films")) return Answer.json(200, Json.MAPPER.writeValueAsBytes(index.films()));
        Matcher match = FILM.matcher(path);
        if (!match.matches() || !index.isPublished(match.group(1))) return Answer.text(404, "no such film");
        return match.group(2) == null
                ? Answer.json(200, Json.MAPPER.writeValueAsBytes(index.film(match.group(1))))
                : new Answer(200, "image/jpeg", bucket.get(path.substring(1)));
    }

    /** Ids and names have no character that HTML would mind, see {@link Upload}. */
    private String gallery() {
        var page = new StringBuilder("<!doctype html><title>Films</title><body style='font-family:sans-serif'>");
        for (Film film : index.films()) {
            page.append(
                    "<a href='/films/%1$s/large.jpg'><img src='/films/%1$s/small.jpg' alt='%2$s' title='%2$s'></a>\n"
                            .formatted(film.id(), film.name()));
        }
        return page.toString();
    }
}
