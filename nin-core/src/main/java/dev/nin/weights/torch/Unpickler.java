// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import dev.nin.weights.format.DamagedFileException;
import dev.nin.weights.format.Quotes;
import dev.nin.weights.format.RefusedFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Interprets a pickle of protocol 2 to 5. It creates numbers, strings, lists, dictionaries and descriptions of tensors;
 * it calls nothing.
 */
final class Unpickler {
    private static final int HIGHEST_PROTOCOL = 5;

    private final PickleInput in;
    private final PickleStack stack;
    private final BiConsumer<String, TorchStorage> storages;

    private Unpickler(PickleInput in, BiConsumer<String, TorchStorage> storages) {
        this.in = in;
        this.storages = storages;
        this.stack = new PickleStack(in);
    }

    /**
     * Reads one pickle and leaves the input after its end.
     *
     * @param storages called for each storage that the pickle refers to, with its key
     * @throws RefusedFileException if it names a function or class that weights do not need
     * @throws DamagedFileException if the pickle is incomplete, or has instructions that torch.save does not write
     */
    static Object read(PickleInput in, BiConsumer<String, TorchStorage> storages)
            throws IOException, DamagedFileException {
        Unpickler machine = new Unpickler(in, storages);
        for (int code = in.unsignedByte(); code != '.'; code = in.unsignedByte()) {
            if (!machine.constant(code) && !machine.container(code) && !machine.object(code)) {
                throw new DamagedFileException(
                        "its pickle has the instruction " + code + ", which torch.save does not write");
            }
        }
        return machine.stack.pop();
    }

    /** Executes instructions for numbers and strings. */
    private boolean constant(int code) throws IOException, DamagedFileException {
        switch (code) {
            case 'N' -> stack.push(PickleStack.NONE);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'J' -> stack.push((long) (int) in.unsigned(Integer.BYTES));
            case 'K' -> stack.push(in.unsigned(1));
            case 'M' -> stack.push(in.unsigned(2));
            case 0x8a -> stack.push(in.signed(in.unsignedByte()));
            case 'G' -> stack.push(in.bigEndianDouble());
            case 'X', 'T' -> stack.push(in.text(in.unsigned(Integer.BYTES)));
            case 0x8c, 'U' -> stack.push(in.text(in.unsignedByte()));
            case 'B' -> stack.push(in.bytes(in.unsigned(Integer.BYTES)));
            case 'C' -> stack.push(in.bytes(in.unsignedByte()));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Executes instructions for lists, tuples (which are lists here) and dictionaries. */
    private boolean container(int code) throws DamagedFileException {
        switch (code) {
            case '(' -> stack.mark();
            case ']', ')' -> stack.push(new ArrayList<>(0));
            case '}' -> stack.push(new PickleStack.Dict());
            case 'l', 't' -> stack.push(stack.popToMark());
            case 0x85 -> stack.push(stack.pop(1));
            case 0x86 -> stack.push(stack.pop(2));
            case 0x87 -> stack.push(stack.pop(3));
            case 'd' -> {
                List<Object> items = stack.popToMark();
                PickleStack.Dict made = new PickleStack.Dict();
                put(made, items);
                stack.push(made);
            }
            case 'a' -> {
                Object item = stack.pop();
                list().add(item);
            }
            case 'e' -> {
                List<Object> items = stack.popToMark();
                list().addAll(items);
            }
            case 's' -> {
                List<Object> item = stack.pop(2);
                put(dict(), item);
            }
            case 'u' -> {
                List<Object> items = stack.popToMark();
                put(dict(), items);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Executes instructions for named functions, objects, the memo and framing. */
    private boolean object(int code) throws IOException, DamagedFileException {
        switch (code) {
            case 0x80 -> checkProtocol(in.unsignedByte());
            case 0x95 -> in.unsigned(Long.BYTES);
            case 'q' -> stack.remember(in.unsignedByte());
            case 'r' -> stack.remember(in.unsigned(Integer.BYTES));
            case 0x94 -> stack.remember();
            case 'h' -> stack.recall(in.unsignedByte());
            case 'j' -> stack.recall(in.unsigned(Integer.BYTES));
            case '0' -> stack.pop();
            case '1' -> stack.popToMark();
            case '2' -> stack.push(stack.top());
            case 'c' -> stack.push(global(in.line(), in.line()));
            case 0x93 -> {
                List<Object> name = stack.pop(2);
                stack.push(global(name.get(0), name.get(1)));
            }
            case 'Q' -> {
                TorchStorage storage = TorchObjects.storage(stack.pop());
                storages.accept(storage.key(), storage);
                stack.push(storage);
            }
            case 'R' -> {
                List<Object> call = stack.pop(2);
                stack.push(TorchObjects.made(call.get(0), call.get(1)));
            }
            case 'b' -> {
                // Attributes of a dictionary, such as _metadata.
                stack.pop();
                dict();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void checkProtocol(int protocol) throws DamagedFileException {
        if (protocol > HIGHEST_PROTOCOL) {
            throw new DamagedFileException(
                    "its pickle has protocol " + protocol + ", expected at most " + HIGHEST_PROTOCOL);
        }
    }

    private static KnownGlobal global(Object module, Object name) throws DamagedFileException {
        if (module instanceof String first && name instanceof String second) {
            String called = first + "." + second;
            Optional<KnownGlobal> known = KnownGlobal.named(called);
            if (known.isEmpty()) {
                throw new RefusedFileException(
                        "its pickle would call " + Quotes.shortened(called)
                                + ", which no state_dict needs, so nothing was run",
                        "write it in Python with safetensors.torch.save_file(net.state_dict(), \"net.safetensors\")");
            }
            return known.get();
        }
        throw new DamagedFileException("its pickle names a function by something that is not a string");
    }

    private PickleStack.Dict dict() throws DamagedFileException {
        if (stack.top() instanceof PickleStack.Dict dict) {
            return dict;
        }
        throw new DamagedFileException("its pickle fills something that is not a dictionary");
    }

    @SuppressWarnings("unchecked") // All lists on the stack are made here.
    private List<Object> list() throws DamagedFileException {
        if (stack.top() instanceof List<?> list) {
            return (List<Object>) list;
        }
        throw new DamagedFileException("its pickle fills something that is not a list");
    }

    private static void put(PickleStack.Dict dict, List<Object> items) throws DamagedFileException {
        if (items.size() % 2 != 0) {
            throw new DamagedFileException("its pickle has a key without a value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            dict.put(items.get(i), items.get(i + 1));
        }
    }
}
