package io.millrace.formats.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a struct in Thrift's compact protocol, in which Parquet keeps its headers and its footer: fields in the order
 * of their numbers. Used by one thread.
 */
final class ThriftStruct {

    static final int I32 = 5;
    static final int BINARY = 8;
    static final int STRUCT = 12;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I64 = 6;
    private static final int LIST = 9;

    private final ByteArrayOutputStream out;
    private int last;

    ThriftStruct() {
        this(new ByteArrayOutputStream());
    }

    private ThriftStruct(ByteArrayOutputStream out) {
        this.out = out;
    }

    ThriftStruct i32(int field, int value) {
        field(field, I32);
        number(value);
        return this;
    }

    ThriftStruct i64(int field, long value) {
        field(field, I64);
        number(value);
        return this;
    }

    ThriftStruct i8(int field, int value) {
        field(field, BYTE);
        out.write(value);
        return this;
    }

    ThriftStruct bool(int field, boolean value) {
        field(field, value ? TRUE : FALSE);
        return this;
    }

    ThriftStruct text(int field, String value) {
        return binary(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ThriftStruct binary(int field, byte[] value) {
        field(field, BINARY);
        bytes(value);
        return this;
    }

    /** Begins a struct within; to be ended. */
    ThriftStruct struct(int field) {
        field(field, STRUCT);
        return new ThriftStruct(out);
    }

    /** Announces a list; so many elements are to follow. */
    ThriftStruct list(int field, int type, int size) {
        field(field, LIST);
        if (size < 15) {
            out.write((size << 4) | type);
        } else {
            out.write(0xF0 | type);
            unsigned(size);
        }
        return this;
    }

    /** An element of a list of structs; to be ended. */
    ThriftStruct element() {
        return new ThriftStruct(out);
    }

    /** An element of a list of numbers. */
    ThriftStruct element(int value) {
        number(value);
        return this;
    }

    /** An element of a list of texts. */
    ThriftStruct element(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Elements that were written apart. */
    ThriftStruct raw(byte[] elements) {
        out.writeBytes(elements);
        return this;
    }

    void end() {
        out.write(0);
    }

    /** The whole, once it has ended. */
    byte[] bytes() {
        return out.toByteArray();
    }

    private void field(int field, int type) {
        int step = field - last;
        if (step < 1 || step > 15) {
            throw new IllegalArgumentException("The field " + field + " cannot follow " + last);
        }
        out.write((step << 4) | type);
        last = field;
    }

    private void bytes(byte[] value) {
        unsigned(value.length);
        out.writeBytes(value);
    }

    private void number(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    private void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
