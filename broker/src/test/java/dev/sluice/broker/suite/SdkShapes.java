package dev.sluice.broker.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Members to the AWS SDK's requests and its responses to members, by the SDK's own description of its shapes. */
final class SdkShapes {
    private SdkShapes() {}

    /** @param model the package of the SDK with the service's shapes */
    static Class<?> requestClass(String model, String action) throws ReflectiveOperationException {
        // Its classes, but not its methods, take acronyms for words.
        return Class.forName(model + "." + action.replace("SMS", "Sms") + "Request");
    }

    static String methodName(String action) {
        return action.substring(0, 1).toLowerCase(Locale.ROOT) + action.substring(1);
    }

    static Object request(String model, String action, Members members) throws ReflectiveOperationException {
        SdkPojo builder =
                (SdkPojo) requestClass(model, action).getMethod("builder").invoke(null);
        return structure(builder, members);
    }

    private static Object structure(SdkPojo builder, Members members) {
        members.asMap().forEach((name, value) -> {
            SdkField<?> field = builder.sdkFieldNameToField().get(name);
            if (field == null) throw new AssertionError("the SDK knows no member " + name);
            field.set(builder, toSdk(field, value));
        });
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static Object toSdk(SdkField<?> field, Object value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO)
            return structure(field.constructor().get(), Members.ofMap(value));
        if (type == MarshallingType.SDK_BYTES) return SdkBytes.fromByteArray((byte[]) value);
        if (type == MarshallingType.LIST) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            return ((List<?>) value).stream().map(each -> toSdk(element, each)).toList();
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            Members.ofMap(value).asMap().forEach((key, each) -> map.put(key, toSdk(element, each)));
            return map;
        }
        return value;
    }

    static Members members(SdkPojo pojo) {
        Members members = Members.of();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (isPresent(value)) members = members.with(field.locationName(), fromSdk(value));
        }
        return members;
    }

    private static boolean isPresent(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static Object fromSdk(Object value) {
        if (value instanceof SdkPojo pojo) return members(pojo).asMap();
        if (value instanceof SdkBytes bytes) return bytes.asByteArray();
        if (value instanceof List<?> list)
            return list.stream().map(SdkShapes::fromSdk).toList();
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((key, each) -> members.put((String) key, fromSdk(each)));
            return members;
        }
        return value;
    }

    /**
     * The class tells the shape of a modelled error, with "Exception" behind it unless the shape ends so itself; the
     * others all come as the same class.
     */
    static SqsFault fault(AwsServiceException e, Class<? extends AwsServiceException> unmodelled) {
        String name = e.getClass().getSimpleName();
        boolean modelled = e.getClass() != unmodelled;
        return new SqsFault(
                e.awsErrorDetails().errorCode(),
                modelled ? shape(name, e.awsErrorDetails().errorCode()) : null,
                e.statusCode(),
                null,
                e.awsErrorDetails().errorMessage(),
                e);
    }

    private static String shape(String className, String code) {
        return className.equals(code) ? className : className.replaceAll("Exception$", "");
    }
}
