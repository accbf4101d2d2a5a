package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.ApiMetrics;
import dev.sluice.broker.api.protection.Audit;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.TopicId;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what audits find: as {@code sluice_topic_sensitive_data_total}, and as a line of the log where the policy names a
 * destination. There are no other destinations here. Neither has a word of the message.
 */
final class Audits {
    private static final Logger log = LoggerFactory.getLogger(Audits.class);

    private final ApiMetrics metrics;

    Audits(ApiMetrics metrics) {
        this.metrics = metrics;
    }

    void examine(Audit audit, String message, MessageId id, TopicId topic, String principal) {
        if (ThreadLocalRandom.current().nextInt(100) >= audit.percent()) return;
        Map<String, Integer> findings = audit.findings(message);
        findings.forEach((identifier, times) ->
                metrics.sensitiveData(topic.account(), topic.region(), topic.name(), identifier, times));
        if (audit.tells(findings)) {
            log.info("audit: message {} to {} by {} has {}", id, topic.arn(), principal, findings);
        }
    }
}
