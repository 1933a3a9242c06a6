package io.millrace.query.engine;

import io.millrace.base.ByteSize;
import java.nio.file.Path;

/**
 * What the engine may use.
 *
 * @param spill the directory for what does not fit in memory
 */
public record EngineSettings(Path spill, ByteSize memory, ByteSize spillLimit, int threads) {}
