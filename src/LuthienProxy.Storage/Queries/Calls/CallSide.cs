using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>A call on one side of its policies.</summary>
/// <param name="Request">The request there; null when there was none, or it is not on record.</param>
/// <param name="Response">The answer there; null when there was none, or it is not on record.</param>
public sealed record CallSide(RequestView? Request, ResponseView? Response)
{
    /// <summary>Nothing is known of it.</summary>
    public static CallSide Unknown { get; } = new(null, null);
}
