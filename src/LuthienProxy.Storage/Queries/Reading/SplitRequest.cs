using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>A request whose history is known by its items.</summary>
/// <param name="Envelope">The skeleton of the body; empty when the body is not on record.</param>
/// <param name="IsOnRecord">Whether the body is.</param>
sealed record SplitRequest(ReadOnlyMemory<byte> Envelope, bool IsOnRecord)
{
    /// <summary>Splits what was too small to be split when it was recorded: the names of its items are the same.</summary>
    internal static SplitRequest Of(RecordedRequest request, PartsLoader parts)
    {
        if (request.Envelope is { } envelope)
            return new(envelope, true);
        if (request.Whole is not { } body)
            return new(default, false);
        var split = BodySplitter.Split(body);
        parts.Add(split);
        return new(split.Envelope, true);
    }
}
