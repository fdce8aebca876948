using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Spool;

/// <summary>A batch as bytes, for the spool. Thread-safe.</summary>
interface IBatchCodec
{
    /// <summary>The batch's bytes.</summary>
    byte[] Encode(JournalBatch batch);

    /// <summary>The batch back.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those of a batch.</exception>
    JournalBatch Decode(ReadOnlyMemory<byte> bytes);
}
