using LuthienProxy.Protocol.Wire;
using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Compares requests and answers that need not be on record, in the terms in which calls on record are compared.</summary>
public static class Comparison
{
    const int FirstError = 400;

    /// <summary>Two requests; null when one of them is no request of the format.</summary>
    public static RequestDiff? OfRequests(IWireFormat format, ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after) =>
        RequestReader.Read(format, before) is { } left && RequestReader.Read(format, after) is { } right
            ? RequestDiffer.Compare(left, right, isChanged: !before.Span.SequenceEqual(after.Span))
            : null;

    /// <summary>Two answers, streamed or not; <see cref="ResponseDiff.IsChanged"/> says whether they differ in what they say.</summary>
    public static ResponseDiff OfAnswers(ResponseView before, ResponseView after) => ResponseDiffer.Compare(before, after, isChanged: !SayTheSame(before, after));

    /// <summary>An answer as a client got it, or would get it.</summary>
    /// <param name="format">The wire format.</param>
    /// <param name="body">Its body.</param>
    /// <param name="status">Its HTTP status; null where nobody knows.</param>
    public static ResponseView Read(IWireFormat format, ReadOnlyMemory<byte> body, int? status) => ResponseReader.Read(format, body, status >= FirstError);

    /// <summary>Whether two answers say the same.</summary>
    public static bool SayTheSame(ResponseView one, ResponseView other) => one.Blocks.SequenceEqual(other.Blocks) && one.StopReason == other.StopReason && one.Error == other.Error;

    /// <summary>Whether one answer says what another begins with: what a client that left had got of it.</summary>
    public static bool IsBeginning(ResponseView beginning, ResponseView whole)
    {
        var count = beginning.Blocks.Count;
        if (count == 0)
            return true;
        if (count > whole.Blocks.Count || !beginning.Blocks.Take(count - 1).SequenceEqual(whole.Blocks.Take(count - 1)))
            return false;
        var (last, its) = (beginning.Blocks[^1], whole.Blocks[count - 1]);
        return its.Text.StartsWith(last.Text, StringComparison.Ordinal) && last == its with { Text = last.Text };
    }
}
