package dev.sluice.broker.suite;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads an XML answer into the members the JSON protocol would have had. Anything out of shape fails the test. */
final class QueryAnswer {
    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
    private static final Set<String> STRUCTURES = Set.of("Message", "Value", "BatchResultErrorEntry");

    /** Repeated elements that are a map in JSON, by that map's name. */
    private static final Map<String, String> MAP_OF_ELEMENT =
            Map.of("Attribute", "Attributes", "MessageAttribute", "MessageAttributes", "Tag", "Tags");

    private final String action;

    private QueryAnswer(String action) {
        this.action = action;
    }

    static Members read(String action, String xml) {
        Element root = root(xml, action + "Response");
        QueryAnswer answer = new QueryAnswer(action);
        Map<String, Object> result = Map.of();
        String requestId = "";
        for (Element child : children(root)) {
            if (child.getLocalName().equals(action + "Result")) result = answer.structure(child);
            else if (child.getLocalName().equals("ResponseMetadata")) requestId = child.getTextContent();
            else throw new AssertionError("unexpected " + child.getLocalName() + " in " + xml);
        }
        if (requestId.length() != 36) throw new AssertionError("no request id in " + xml);
        return Members.ofMap(result);
    }

    static Members readError(String xml) {
        Members error = null;
        String requestId = "";
        for (Element child : children(root(xml, "ErrorResponse"))) {
            if (child.getLocalName().equals("Error")) error = Members.ofMap(new QueryAnswer("").structure(child));
            if (child.getLocalName().equals("RequestId")) requestId = child.getTextContent();
        }
        if (error == null || !error.has("Detail") || requestId.length() != 36) throw new AssertionError(xml);
        return error;
    }

    private static Element root(String xml, String name) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            // Since Java 24 a text with more than 100,000 characters beside an escaped one is refused otherwise.
            factory.setAttribute("jdk.xml.maxGeneralEntitySizeLimit", "0");
            factory.setAttribute("jdk.xml.totalEntitySizeLimit", "0");
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            Element root = document.getDocumentElement();
            if (!root.getLocalName().equals(name) || !NAMESPACE.equals(root.getNamespaceURI())) {
                throw new AssertionError("expected a " + name + ": " + xml);
            }
            return root;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not XML: " + xml, e);
        }
    }

    private Map<String, Object> structure(Element element) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Element child : children(element)) {
            String name = child.getLocalName();
            String map = MAP_OF_ELEMENT.get(name);
            String list = listOf(name);
            if (map != null) addEntry(members, map, child);
            else if (list != null) addElement(members, list, value(child));
            else if (members.put(name, value(child)) != null) throw new AssertionError(name + " is there twice");
        }
        return members;
    }

    private @Nullable String listOf(String element) {
        if (element.equals("QueueUrl") && action.equals("ListQueues")) return "QueueUrls";
        if (element.equals("QueueUrl") && action.equals("ListDeadLetterSourceQueues")) return "queueUrls";
        if (element.equals("ListMessageMoveTasksResultEntry")) return "Results";
        if (element.equals("Message") && action.equals("ReceiveMessage")) return "Messages";
        if (element.equals(action + "ResultEntry")) return "Successful";
        return element.equals("BatchResultErrorEntry") ? "Failed" : null;
    }

    private Object value(Element element) {
        String name = element.getLocalName();
        boolean structured = STRUCTURES.contains(name) && !children(element).isEmpty();
        if (structured || name.equals(action + "ResultEntry")) return structure(element);
        String text = element.getTextContent();
        return name.equals("BinaryValue") ? Base64.getDecoder().decode(text) : text;
    }

    @SuppressWarnings("unchecked") // put there a line earlier
    private void addEntry(Map<String, Object> members, String map, Element entry) {
        Members nameAndValue = Members.ofMap(structure(entry));
        var entries = (Map<String, Object>) members.computeIfAbsent(map, name -> new LinkedHashMap<String, Object>());
        String key = nameAndValue.text(nameAndValue.has("Key") ? "Key" : "Name");
        if (entries.put(key, nameAndValue.asMap().getOrDefault("Value", "")) != null) {
            throw new AssertionError(key + " is there twice");
        }
    }

    @SuppressWarnings("unchecked") // put there a line earlier
    private static void addElement(Map<String, Object> members, String list, Object value) {
        ((List<Object>) members.computeIfAbsent(list, name -> new ArrayList<>())).add(value);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) children.add(child);
        }
        return children;
    }
}
