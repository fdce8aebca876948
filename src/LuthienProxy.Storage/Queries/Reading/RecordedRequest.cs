namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>A request's body as it is on record.</summary>
/// <param name="Envelope">The skeleton of what was split; null for a body that is whole.</param>
/// <param name="Size">How many bytes the body has.</param>
/// <param name="Whole">The body; null for one that was split, or is not kept.</param>
sealed record RecordedRequest(ReadOnlyMemory<byte>? Envelope, int Size, ReadOnlyMemory<byte>? Whole)
{
    /// <summary>The body's bytes; null when they are not, or no longer, on record.</summary>
    internal async Task<ReadOnlyMemory<byte>?> AssembleAsync(PartsLoader parts) =>
        Envelope is { } envelope ? await parts.AssembleAsync(envelope, Size) : Whole;
}
