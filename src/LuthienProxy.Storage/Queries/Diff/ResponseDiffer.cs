using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Sets what the upstream answered beside what was delivered.</summary>
static class ResponseDiffer
{
    static readonly ResponseView Nothing = new();

    /// <param name="before">What the upstream answered; null for nothing.</param>
    /// <param name="after">What was delivered; null for nothing.</param>
    /// <param name="isChanged">Whether the bytes differ.</param>
    internal static ResponseDiff Compare(ResponseView? before, ResponseView? after, bool isChanged) => new()
    {
        IsChanged = isChanged,
        Blocks = Contents.Compare((before ?? Nothing).Blocks, (after ?? Nothing).Blocks),
        StopReason = Values.Compare("stop", before?.StopReason, after?.StopReason),
        Error = Values.Compare("error", before?.Error, after?.Error),
    };
}
