// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.DamagedFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stack and the memo of a pickle machine. Their size is bounded by the pickle's length, so that a short pickle
 * cannot exhaust memory.
 */
final class PickleStack {
    /** The number of objects that any pickle may make, plus one for every second byte of it. */
    private static final int OBJECTS = 20_000;

    /** Python's None. */
    static final Object NONE = new Object();

    private static final Object MARK = new Object();

    /** A dictionary's entries with string keys; a state_dict has no others. */
    static final class Dict {
        private @Nullable Map<String, Object> entries;

        void put(Object key, Object value) {
            if (key instanceof String text) {
                if (entries == null) {
                    entries = new LinkedHashMap<>();
                }
                entries.put(text, value);
            }
        }

        Map<String, Object> entries() {
            return entries == null ? Map.of() : Collections.unmodifiableMap(entries);
        }
    }

    private final PickleInput in;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private long made;

    PickleStack(PickleInput in) {
        this.in = in;
    }

    void push(Object value) throws DamagedFileException {
        made();
        stack.add(value);
    }

    void mark() throws DamagedFileException {
        push(MARK);
    }

    Object pop() throws DamagedFileException {
        Object top = top();
        stack.remove(stack.size() - 1);
        return top;
    }

    Object top() throws DamagedFileException {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
            throw new DamagedFileException("its pickle pops more from the stack than it holds");
        }
        return stack.get(stack.size() - 1);
    }

    /** Pops the given number of values and returns them in the order in which they were pushed. */
    List<Object> pop(int count) throws DamagedFileException {
        List<Object> popped = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            popped.add(pop());
        }
        Collections.reverse(popped);
        return popped;
    }

    /** Pops the values since the last mark, and the mark. */
    List<Object> popToMark() throws DamagedFileException {
        int mark = stack.lastIndexOf(MARK);
        if (mark < 0) {
            throw new DamagedFileException("its pickle pops more from the stack than it holds");
        }
        List<Object> since = stack.subList(mark + 1, stack.size());
        List<Object> popped = new ArrayList<>(since);
        since.clear();
        stack.remove(mark);
        return popped;
    }

    void remember(long number) throws DamagedFileException {
        made();
        memo.put(number, top());
    }

    /** Stores the top under the next free number, as protocol 4 does. */
    void remember() throws DamagedFileException {
        remember(memo.size());
    }

    void recall(long number) throws DamagedFileException {
        Object value = memo.get(number);
        if (value == null) {
            throw new DamagedFileException("its pickle recalls memo " + number + ", which it never stored");
        }
        push(value);
    }

    private void made() throws DamagedFileException {
        if (++made > OBJECTS + in.position() / 2) {
            throw new DamagedFileException("its pickle makes too many objects for its length");
        }
    }
}
