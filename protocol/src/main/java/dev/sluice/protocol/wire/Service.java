package dev.sluice.protocol.wire;

/** A service of AWS, as its answers in the Query protocol show it. */
public enum Service {
    SQS("http://queue.amazonaws.com/doc/", "2012-11-05", true),
    SNS("http://sns.amazonaws.com/doc/", "2010-03-31", false),
    STS("https://sts.amazonaws.com/doc/", "2011-06-15", true);

    private final String namespace;
    private final String version;
    private final boolean announced;

    Service(String documents, String version, boolean announced) {
        this.namespace = documents + version + "/";
        this.version = version;
        this.announced = announced;
    }

    /** Of the XML of every answer. */
    String namespace() {
        return namespace;
    }

    /** Of its interface, as every request names it. */
    String version() {
        return version;
    }

    /** What every answer begins with: SNS does not announce its XML. */
    String prolog() {
        return announced ? "<?xml version=\"1.0\"?>" : "";
    }
}
