package dev.sluice.broker.engine.mobile;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.MobileReply;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.ShardQueues;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The platform applications of a shard, and their endpoints. Owned by the shard thread. */
public final class Applications {
    private static final Rejected NO_SUCH_APPLICATION = new Rejected(Rejection.APPLICATION_DOES_NOT_EXIST);
    private static final Rejected NO_SUCH_ENDPOINT = new Rejected(Rejection.ENDPOINT_DOES_NOT_EXIST);

    private final ShardQueues queues;
    private final NavigableMap<ApplicationId, Application> byId = new TreeMap<>();
    private long version;

    public Applications(ShardQueues queues) {
        this.queues = queues;
    }

    // Commands

    public Reply create(ApplicationId id, Map<String, String> attributes, long now, Effects effects) {
        Application existing = byId.get(id);
        if (existing != null) return new MobileReply.ApplicationExists(existing.record());
        var record = new ApplicationRecord(id, attributes, now);
        byId.put(id, new Application(record));
        version++;
        effects.add(new MobileChange.Put(record));
        queues.open(id.captureQueue(), now, effects);
        return new MobileReply.ApplicationCreated(record);
    }

    public Reply setAttributes(ApplicationId id, Map<String, String> changes, Effects effects) {
        return at(id, application -> {
            application.define(application.record().with(changes));
            effects.add(new MobileChange.Put(application.record()));
            return Done.DONE;
        });
    }

    /** Its endpoints go with it, and what was captured for them. */
    public Reply delete(ApplicationId id, Effects effects) {
        Application removed = byId.remove(id);
        if (removed == null) return Done.DONE;
        version++;
        effects.add(new MobileChange.Remove(removed.record()));
        queues.close(id.captureQueue(), effects);
        return Done.DONE;
    }

    public Reply createEndpoint(EndpointRecord wanted, Effects effects) {
        return at(wanted.id().application(), application -> {
            EndpointRecord existing = application.endpointOf(wanted.token());
            if (existing == null) return put(application, wanted, effects);
            boolean same = existing.enabled() == wanted.enabled()
                    && existing.userData().equals(wanted.userData());
            return same ? new MobileReply.EndpointDescribed(existing) : taken(existing);
        });
    }

    public Reply setEndpoint(EndpointId id, EndpointChanges changes, Effects effects) {
        Application application = byId.get(id.application());
        EndpointRecord present = find(id);
        if (application == null || present == null) return NO_SUCH_ENDPOINT;
        var changed = new EndpointRecord(
                id,
                changes.token() == null ? present.token() : changes.token(),
                changes.enabled() == null ? present.enabled() : changes.enabled(),
                changes.userData() == null ? present.userData() : changes.userData(),
                present.createdAt());
        EndpointRecord holder = application.endpointOf(changed.token());
        if (holder != null && !holder.id().equals(id)) return taken(holder);
        return put(application, changed, effects);
    }

    private static Rejected taken(EndpointRecord holder) {
        return new Rejected(Rejection.ENDPOINT_HAS_OTHER_ATTRIBUTES, holder.id().arn());
    }

    private static Reply put(Application application, EndpointRecord endpoint, Effects effects) {
        application.put(endpoint);
        effects.add(new MobileChange.Put(endpoint));
        return new MobileReply.EndpointDescribed(endpoint);
    }

    public Reply deleteEndpoint(EndpointId id, Effects effects) {
        Application application = byId.get(id.application());
        EndpointRecord endpoint = find(id);
        if (application == null || endpoint == null) return Done.DONE;
        application.remove(endpoint);
        effects.add(new MobileChange.Remove(endpoint));
        return Done.DONE;
    }

    /** Takes a message for an endpoint, to where those of its application are captured. */
    public Reply push(EndpointId id, Message message, long now, Effects effects) {
        Application application = byId.get(id.application());
        EndpointRecord endpoint = find(id);
        if (application == null || endpoint == null) return NO_SUCH_ENDPOINT;
        if (!application.record().isEnabled()) return new Rejected(Rejection.APPLICATION_DISABLED);
        if (!endpoint.enabled()) return new Rejected(Rejection.ENDPOINT_DISABLED);
        Message addressed = Captures.addressed(message, id.arn(), endpoint.token());
        boolean taken = queues.send(id.application().captureQueue(), addressed, now, effects);
        require(taken, "%s captures nothing", id.application());
        return new TopicReply.Published(List.of(new TopicReply.PublishOutcome(message.id(), 0)));
    }

    // Questions

    public Reply describe(ApplicationId id) {
        return at(id, application -> new MobileReply.ApplicationDescribed(application.record()));
    }

    public Reply list(String account, String region, @Nullable ApplicationId after, int max) {
        var found = new ArrayList<ApplicationRecord>();
        var first = new ApplicationId(account, region, "", "");
        for (Application application :
                byId.tailMap(after == null ? first : after, false).values()) {
            ApplicationRecord record = application.record();
            if (!record.id().account().equals(account) || !record.id().region().equals(region)) break;
            if (found.size() == max) return new MobileReply.ApplicationsListed(found, true);
            found.add(record);
        }
        return new MobileReply.ApplicationsListed(found, false);
    }

    public Reply describe(EndpointId id) {
        EndpointRecord endpoint = find(id);
        return endpoint == null ? NO_SUCH_ENDPOINT : new MobileReply.EndpointDescribed(endpoint);
    }

    public Reply listEndpoints(ApplicationId id, @Nullable EndpointId after, int max) {
        return at(id, application -> application.list(after == null ? null : after.uuid(), max));
    }

    boolean have(EndpointId id) {
        return find(id) != null;
    }

    boolean take(EndpointId id) {
        Application application = byId.get(id.application());
        EndpointRecord endpoint = find(id);
        return application != null && application.record().isEnabled() && endpoint != null && endpoint.enabled();
    }

    /** Changes when {@link #addCaptures} would add others. */
    long version() {
        return version;
    }

    void addCaptures(List<Capture> to) {
        for (ApplicationId id : byId.keySet()) {
            to.add(new Capture(id.captureQueue(), Protocol.APPLICATION, id.account(), id.region(), id.arn()));
        }
    }

    // Restoration

    public void restore(ApplicationRecord record) {
        byId.put(record.id(), new Application(record));
        version++;
    }

    public void restore(EndpointRecord record) {
        Application application = byId.get(record.id().application());
        if (application == null) throw new IllegalStateException("an endpoint of no application: " + record.id());
        application.put(record);
    }

    private @Nullable EndpointRecord find(EndpointId id) {
        Application application = byId.get(id.application());
        return application == null ? null : application.endpoint(id.uuid());
    }

    private Reply at(ApplicationId id, Function<Application, Reply> work) {
        Application application = byId.get(id);
        return application == null ? NO_SUCH_APPLICATION : work.apply(application);
    }
}
