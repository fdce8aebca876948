namespace LuthienProxy.Host.OpenApi;

/// <summary>One answer of a route. Immutable.</summary>
/// <param name="Status">The status, a range of them (<c>4XX</c>), or <c>default</c>.</param>
/// <param name="Description">What it says, in words.</param>
/// <param name="Contents">The forms that its body may have; none for no body.</param>
sealed record OperationReply(string Status, string Description, params IReadOnlyList<Content> Contents)
{
    /// <summary>Headers that only this answer has, with what they say.</summary>
    public IReadOnlyList<(string Name, string Description)> Headers { get; init; } = [];
}
