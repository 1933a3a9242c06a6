package io.millrace.functions.code;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The file modes in a ZIP archive's central directory, which the JDK's reader does not show: whether an entry is a
 * link, and whether it may be executed.
 */
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int HOST_UNIX = 3;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;

    private ZipDirectory() {}

    /** Unix modes by entry name, for entries that have one; fails on a link or a device. */
    static Map<String, Integer> modes(byte[] archive) throws BadArchive {
        ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = end(zip);
        int count = zip.getShort(end + 10) & 0xFFFF;
        int at = zip.getInt(end + 16);
        Map<String, Integer> modes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (at < 0 || at + ENTRY_SIZE > archive.length || zip.getInt(at) != ENTRY_SIGNATURE) {
                throw CodeArchive.unreadable();
            }
            int nameLength = zip.getShort(at + 28) & 0xFFFF;
            int extraLength = zip.getShort(at + 30) & 0xFFFF;
            int commentLength = zip.getShort(at + 32) & 0xFFFF;
            if (at + ENTRY_SIZE + nameLength > archive.length) {
                throw CodeArchive.unreadable();
            }
            String name = new String(archive, at + ENTRY_SIZE, nameLength, StandardCharsets.UTF_8);
            int mode = zip.getInt(at + 38) >>> 16;
            if (zip.get(at + 5) == HOST_UNIX && mode != 0) {
                refuseSpecial(name, mode & TYPE);
                modes.put(name, mode & 07777);
            }
            at += ENTRY_SIZE + nameLength + extraLength + commentLength;
        }
        return modes;
    }

    private static void refuseSpecial(String name, int type) throws BadArchive {
        if (type != 0 && type != REGULAR && type != DIRECTORY) {
            throw new BadArchive("The entry '" + name + "' of the uploaded file is a link or a device."
                    + " Put a regular file in its place.");
        }
    }

    private static int end(ByteBuffer zip) throws BadArchive {
        int earliest = Math.max(0, zip.limit() - END_SIZE - 0xFFFF);
        for (int at = zip.limit() - END_SIZE; at >= earliest; at--) {
            if (zip.getInt(at) == END_SIGNATURE) {
                return at;
            }
        }
        throw CodeArchive.unreadable();
    }
}
