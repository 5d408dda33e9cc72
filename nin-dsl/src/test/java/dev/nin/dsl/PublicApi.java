// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.dsl;

import com.google.common.reflect.TypeToken;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public API of some classes as text: a line for each type and, indented, one for each of its members. Members of a
 * parent that users cannot see are listed with the type. Implied members are omitted: those that a parent has in the
 * same form, a record's constructor and accessors, an enum's two look-ups.
 */
final class PublicApi {
    private PublicApi() {}

    static String of(Collection<Class<?>> types) {
        return types.stream()
                .filter(PublicApi::isSeen)
                .sorted(Comparator.comparing(Class::getName))
                .map(type -> header(type)
                        + members(type).sorted().map(line -> "\n    " + line).collect(Collectors.joining()))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static String header(Class<?> type) {
        String parents = withHiddenParents(type)
                .flatMap(PublicApi::parents)
                .filter(parent -> isSeen(raw(parent)))
                .map(Type::getTypeName)
                .collect(Collectors.joining(", "));
        String permitted = type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .map(Class::getTypeName)
                        .sorted()
                        .collect(Collectors.joining(", "))
                : "";
        // Java 17 omits "sealed" here; later versions print it.
        return readable(type.toGenericString().replaceAll("\\b(non-)?sealed ", "")
                + (type.isRecord() ? components(type) : "")
                + (parents.isEmpty() ? "" : " is " + parents)
                + (permitted.isEmpty() ? "" : " permits " + permitted));
    }

    private static String components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(component -> component.getGenericType().getTypeName() + " " + component.getName())
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Stream<String> members(Class<?> type) {
        Set<String> inherited = TypeToken.of(type).getTypes().rawTypes().stream()
                .filter(parent -> parent != type && isSeen(parent))
                .flatMap(PublicApi::fieldsAndMethods)
                .map(PublicApi::form)
                .collect(Collectors.toSet());
        return Stream.concat(
                Arrays.stream(type.getDeclaredConstructors())
                        .filter(constructor -> isSeen(constructor) && !isCanonical(constructor))
                        .map(constructor -> readable(constructor.toGenericString())),
                withHiddenParents(type)
                        .flatMap(PublicApi::fieldsAndMethods)
                        .filter(line -> !inherited.contains(form(line))));
    }

    private static Stream<String> fieldsAndMethods(Class<?> owner) {
        return Stream.concat(
                        Arrays.stream(owner.getDeclaredFields())
                                .filter(PublicApi::isSeen)
                                .map(Field::toGenericString),
                        Arrays.stream(owner.getDeclaredMethods())
                                .filter(method -> isSeen(method) && !isAccessor(method) && !isLookUp(method))
                                .map(Method::toGenericString))
                .map(line -> readable(line.replace(owner.getTypeName() + ".", "")));
    }

    /** Returns a member's line without the parts that overriding may change. */
    private static String form(String line) {
        return line.replaceAll("\\b(abstract|default|final|native) ", "");
    }

    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> owner = constructor.getDeclaringClass();
        return owner.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(owner.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static boolean isAccessor(Method method) {
        Class<?> owner = method.getDeclaringClass();
        return owner.isRecord()
                && Arrays.stream(owner.getRecordComponents())
                        .map(RecordComponent::getAccessor)
                        .anyMatch(method::equals);
    }

    private static boolean isLookUp(Method method) {
        return method.getDeclaringClass().isEnum()
                && Set.of("values", "valueOf").contains(method.getName());
    }

    /** Returns the type and those supertypes whose members users see only through it. */
    private static Stream<Class<?>> withHiddenParents(Class<?> type) {
        Stream<Class<?>> hidden = parents(type).<Class<?>>map(PublicApi::raw).filter(parent -> !isSeen(parent));
        return Stream.concat(Stream.of(type), hidden.flatMap(PublicApi::withHiddenParents));
    }

    private static Stream<Type> parents(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()))
                .filter(parent ->
                        !Set.of(Object.class, Record.class, Enum.class).contains(raw(parent)));
    }

    private static Class<?> raw(Type type) {
        return TypeToken.of(type).getRawType();
    }

    private static boolean isSeen(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return isSeen(type.getModifiers()) && (outer == null || isSeen(outer));
    }

    private static boolean isSeen(Member member) {
        return isSeen(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isSeen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    /** Shortens the names of JDK types. */
    private static String readable(String line) {
        return line.replaceAll("\\bjava\\.(?:[a-z]+\\.)+(?=[A-Z])", "");
    }
}
