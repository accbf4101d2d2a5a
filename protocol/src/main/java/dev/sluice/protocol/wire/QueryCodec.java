package dev.sluice.protocol.wire;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.AwsError;
import dev.sluice.protocol.error.ErrorAnswer;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sqs.Nothing;

/** The Query protocol: form parameters in, XML out. Stateless; any thread. */
public final class QueryCodec {

    /** Query's own words for the one error whose text differs; JSON's lack the last four. */
    private static final String NO_SUCH_QUEUE = "The specified queue does not exist for this wsdl version.";

    private final Service service;
    private final String namespace;
    private final FormReader reader;

    /** For SQS. */
    public QueryCodec() {
        this(Service.SQS);
    }

    public QueryCodec(Service service) {
        this.service = service;
        this.reader = new FormReader(service);
        this.namespace = " xmlns=\"" + service.namespace() + "\">";
    }

    /**
     * Reads a request.
     *
     * @throws ApiException when a required member or half of a map's pair is missing, or a value is not of its member's type
     */
    public <I> I decode(Operation<I, ?> operation, FormParameters parameters) {
        MissingMembers.refuse(operation.input(), parameters.root());
        return reader.structure(operation.input(), parameters.root());
    }

    /** Writes a request, as a client does: the form with its action and version. */
    public <I> void encodeRequest(Operation<I, ?> operation, I request, WireBytes out) {
        out.ascii("Action=");
        out.ascii(operation.name());
        out.ascii("&Version=");
        out.ascii(service.version());
        FormWriter.structure(operation.input(), request, out);
    }

    /**
     * Reads a response, as a client does.
     *
     * @throws ApiException with {@link ErrorCode#MALFORMED_INPUT} when it is not XML, not this operation's answer, or lacks
     *     something
     */
    @SuppressWarnings("unchecked") // the output of a void operation is Nothing
    public <O> O decodeResponse(Operation<?, O> operation, byte[] body) {
        XmlElement response = XmlElement.parse(body).named(operation.name() + "Response");
        if (operation.isVoid()) return (O) Nothing.NOTHING;
        return XmlReader.structure(operation.output(), response.only(operation.name() + "Result"));
    }

    /** Reads the body of an error, as a client does; whatever is not one gives an answer without shape. */
    public ErrorAnswer decodeError(byte[] body) {
        try {
            XmlElement error = XmlElement.parse(body).named("ErrorResponse").only("Error");
            XmlElement message = error.first("Message");
            return new ErrorAnswer(error.only("Code").text(), message == null ? null : message.text());
        } catch (ApiException e) {
            return new ErrorAnswer(null, null); // a proxy's page, say: its status has to be enough
        }
    }

    /** Writes a response; a bare envelope if the operation answers nothing. */
    public <O> void encode(Operation<?, O> operation, O response, String requestId, WireBytes out) {
        String name = operation.name();
        out.ascii(service.prolog());
        out.ascii("<");
        out.ascii(name);
        out.ascii("Response");
        out.ascii(namespace);
        if (!operation.isVoid()) result(operation, response, out);
        out.ascii("<ResponseMetadata><RequestId>");
        XmlWriter.text(requestId, out);
        out.ascii("</RequestId></ResponseMetadata></");
        out.ascii(name);
        out.ascii("Response>");
    }

    /**
     * Writes an error document. {@link ErrorCode#QUEUE_DOES_NOT_EXIST} has other words here than in JSON, whatever
     * {@code message} says.
     */
    public void encodeError(AwsError code, String message, String requestId, WireBytes out) {
        out.ascii(service.prolog());
        out.ascii("<ErrorResponse");
        out.ascii(namespace);
        out.ascii("<Error><Type>");
        out.ascii(code.senderFault() ? "Sender" : "Receiver");
        out.ascii("</Type><Code>");
        out.ascii(code.queryCode());
        out.ascii("</Code><Message>");
        XmlWriter.text(words(code, message), out);
        out.ascii(service == Service.SQS ? "</Message><Detail/></Error><RequestId>" : "</Message></Error><RequestId>");
        XmlWriter.text(requestId, out);
        out.ascii("</RequestId></ErrorResponse>");
    }

    /** The same response in JSON, as a converter makes it of the XML: what AWS once answered to who preferred JSON. */
    public <O> void encodeAsJson(Operation<?, O> operation, O response, String requestId, WireBytes out) {
        out.write('{');
        XmlAsJson.name(operation.name() + "Response", out);
        out.write('{');
        if (!operation.isVoid()) {
            XmlAsJson.name(operation.name() + "Result", out);
            XmlAsJson.structure(operation.output(), response, out);
            out.write(',');
        }
        out.ascii("\"ResponseMetadata\":{\"RequestId\":");
        JsonWriter.text(requestId, out);
        out.ascii("}}}");
    }

    /** The same error in JSON. */
    public void encodeErrorAsJson(AwsError code, String message, String requestId, WireBytes out) {
        out.ascii("{\"ErrorResponse\":{\"Error\":{\"Type\":\"");
        out.ascii(code.senderFault() ? "Sender" : "Receiver");
        out.ascii("\",\"Code\":\"");
        out.ascii(code.queryCode());
        out.ascii("\",\"Message\":");
        JsonWriter.text(words(code, message), out);
        out.ascii(service == Service.SQS ? ",\"Detail\":null},\"RequestId\":" : "},\"RequestId\":");
        JsonWriter.text(requestId, out);
        out.ascii("}}");
    }

    private static String words(AwsError code, String message) {
        return code == ErrorCode.QUEUE_DOES_NOT_EXIST ? NO_SUCH_QUEUE : message;
    }

    private static <O> void result(Operation<?, O> operation, O response, WireBytes out) {
        int start = out.length();
        out.ascii("<");
        out.ascii(operation.name());
        out.ascii("Result>");
        int inside = out.length();
        XmlWriter.structure(operation.output(), response, out);
        if (out.length() == inside) {
            out.truncate(start);
            out.ascii("<");
            out.ascii(operation.name());
            out.ascii("Result/>");
        } else {
            out.ascii("</");
            out.ascii(operation.name());
            out.ascii("Result>");
        }
    }
}
