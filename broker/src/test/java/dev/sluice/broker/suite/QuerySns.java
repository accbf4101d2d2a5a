package dev.sluice.broker.suite;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** SNS in the Query protocol, written and read by hand: forms out, XML back. */
final class QuerySns implements Sqs.Kind {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private final RawHttp http;

    QuerySns(URI endpoint) {
        http = new RawHttp(endpoint, HttpClient.newHttpClient());
    }

    @Override
    public Sqs open(String accessKey, String region) {
        return (action, request) -> {
            HttpRequest.Builder builder = http.request("/", accessKey, region, "sns")
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                    .POST(BodyPublishers.ofString(form(action, request)));
            return read(action, http.send(builder));
        };
    }

    private static String form(String action, Members request) {
        var form = new StringJoiner("&");
        add("Action", action, form);
        add("Version", "2010-03-31", form);
        request.asMap().forEach((name, value) -> member(name, value, form));
        return form.toString();
    }

    private static void member(String name, Object value, StringJoiner form) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) value(name + ".member." + (i + 1), list.get(i), form);
        } else if (value instanceof Map<?, ?> map) {
            boolean capital = name.endsWith("MessageAttributes");
            int number = 0;
            for (var entry : Members.ofMap(map).asMap().entrySet()) {
                String prefix = name + ".entry." + ++number + ".";
                add(prefix + (capital ? "Name" : "key"), entry.getKey(), form);
                value(prefix + (capital ? "Value" : "value"), entry.getValue(), form);
            }
        } else {
            value(name, value, form);
        }
    }

    private static void value(String name, Object value, StringJoiner form) {
        if (value instanceof Map<?, ?> structure) {
            Members.ofMap(structure).asMap().forEach((member, each) -> member(name + "." + member, each, form));
        } else if (value instanceof byte[] bytes) {
            add(name, Base64.getEncoder().encodeToString(bytes), form);
        } else {
            add(name, value.toString(), form);
        }
    }

    private static void add(String name, String value, StringJoiner form) {
        form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static Members read(String action, HttpResponse<String> response) {
        if (response.statusCode() != 200) throw fault(response);
        Element root = root(response.body(), action + "Response");
        Members result = Members.of();
        for (Element child : children(root)) {
            if (child.getLocalName().equals(action + "Result")) result = Members.ofMap(structure(child));
        }
        return result;
    }

    private static SqsFault fault(HttpResponse<String> response) {
        Element root = root(response.body(), "ErrorResponse");
        Members error = Members.ofMap(structure(root)).members("Error");
        return new SqsFault(
                error.text("Code"), null, response.statusCode(), error.text("Type"), error.text("Message"), null);
    }

    private static Map<String, Object> structure(Element element) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Element child : children(element)) members.put(child.getLocalName(), value(child));
        return members;
    }

    private static Object value(Element element) {
        List<Element> children = children(element);
        if (children.isEmpty()) return element.getTextContent();
        if (children.get(0).getLocalName().equals("member")) {
            List<Object> list = new ArrayList<>();
            for (Element child : children) list.add(value(child));
            return list;
        }
        if (!children.get(0).getLocalName().equals("entry")) return structure(element);
        Map<String, Object> map = new LinkedHashMap<>();
        for (Element child : children) {
            Members entry = Members.ofMap(structure(child));
            map.put(entry.text("key"), entry.text("value"));
        }
        return map;
    }

    private static Element root(String xml, String name) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Element root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            if (!root.getLocalName().equals(name) || !NAMESPACE.equals(root.getNamespaceURI())) {
                throw new AssertionError("expected a " + name + ": " + xml);
            }
            return root;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not XML: " + xml, e);
        }
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) children.add(child);
        }
        return children;
    }

    @Override
    public void close() {}
}
