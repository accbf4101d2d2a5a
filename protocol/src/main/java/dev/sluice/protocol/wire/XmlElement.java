package dev.sluice.protocol.wire;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An element of an answer: its name, its text and what is in it. Attributes and namespaces say nothing in these answers. */
final class XmlElement {

    /** Nothing of ours is deeper than eight. */
    private static final int MAX_DEPTH = 100;

    /** One for each thread: nobody promises that threads may share one, and a new one costs more than most answers. */
    private static final ThreadLocal<XMLInputFactory> FACTORY = ThreadLocal.withInitial(XmlElement::factory);

    private final String name;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlElement> children = new ArrayList<>();

    private XmlElement(String name) {
        this.name = name;
    }

    /** @throws ApiException with {@link ErrorCode#MALFORMED_INPUT} when it is not a document, or has a type declaration */
    static XmlElement parse(byte[] document) {
        try {
            XMLStreamReader in = FACTORY.get().createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return parse(in);
            } finally {
                in.close();
            }
        } catch (XMLStreamException e) {
            throw malformed("The answer is not valid XML: " + e.getMessage());
        }
    }

    private static XmlElement parse(XMLStreamReader in) throws XMLStreamException {
        var above = new XmlElement("");
        Deque<XmlElement> open = new ArrayDeque<>(List.of(above));
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > MAX_DEPTH) throw malformed("The answer is nested too deeply");
                    var element = new XmlElement(in.getLocalName());
                    open.element().children.add(element);
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    open.element().text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
                case XMLStreamConstants.DTD -> throw malformed("The answer has a document type declaration");
                default -> {} // comments and the like
            }
        }
        return above.children.get(0);
    }

    /** The text in it, without that of its children. */
    String text() {
        return text.toString();
    }

    /** Those in it of this name, in their order. */
    List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The first of them, or null. */
    @Nullable
    XmlElement first(String childName) {
        for (XmlElement child : children) if (child.name.equals(childName)) return child;
        return null;
    }

    /** The first of them, @throws ApiException when there is none. */
    XmlElement only(String childName) {
        XmlElement child = first(childName);
        if (child == null) throw malformed("The answer lacks " + childName);
        return child;
    }

    /** This, @throws ApiException if it is called something else. */
    XmlElement named(String expected) {
        if (!name.equals(expected)) throw malformed("The answer is no " + expected + " but " + name);
        return this;
    }

    /** Reads nothing from elsewhere, whatever a document says. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static ApiException malformed(String text) {
        return new ApiException(ErrorCode.MALFORMED_INPUT, text);
    }
}
