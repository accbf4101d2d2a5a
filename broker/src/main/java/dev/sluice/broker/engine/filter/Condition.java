package dev.sluice.broker.engine.filter;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One condition of a key, true of some values. Whether there is a value at all is the business of its {@link KeyRule}. */
sealed interface Condition {

    boolean matches(Value.Scalar value);

    /** True of any of the values: the literals of a key, all together. */
    record OneOf(Set<Value.Scalar> values) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            return values.contains(value);
        }
    }

    record Prefix(String prefix) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            return value instanceof Value.Text text && text.text().startsWith(prefix);
        }
    }

    record Suffix(String suffix) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            return value instanceof Value.Text text && text.text().endsWith(suffix);
        }
    }

    record IgnoringCase(String other) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            return value instanceof Value.Text text && text.text().equalsIgnoreCase(other);
        }
    }

    record Wildcard(WildcardPattern pattern) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            return value instanceof Value.Text text && pattern.matches(text.text());
        }
    }

    record InBlock(AddressBlock block) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            return value instanceof Value.Text text && block.contains(text.text());
        }
    }

    /** Between two bounds; null is no bound. */
    record Between(
            @Nullable DecimalNumber bottom,
            boolean openBottom,
            @Nullable DecimalNumber top,
            boolean openTop) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            if (!(value instanceof DecimalNumber number)) return false;
            return (bottom == null || number.compareTo(bottom) >= (openBottom ? 1 : 0))
                    && (top == null || number.compareTo(top) <= (openTop ? -1 : 0));
        }
    }

    /** True of every value, of any type, that none of the others is true of. */
    record AnythingBut(List<Condition> others) implements Condition {
        @Override
        public boolean matches(Value.Scalar value) {
            for (int i = 0; i < others.size(); i++) {
                if (others.get(i).matches(value)) return false;
            }
            return true;
        }
    }
}
