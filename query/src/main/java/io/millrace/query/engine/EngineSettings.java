package io.millrace.query.engine;

import io.millrace.base.ByteSize;
import java.nio.file.Path;

/**
 * What the engine may use.
 *
 * @param spill the directory for what does not fit in memory
 * @param columns the only directory, beside that, whose files the engine may read or write
 */
public record EngineSettings(Path spill, Path columns, ByteSize memory, ByteSize spillLimit, int threads) {}
