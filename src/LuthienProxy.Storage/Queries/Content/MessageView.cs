namespace LuthienProxy.Storage.Queries.Content;

/// <summary>One message of a request, or one input item of OpenAI Responses.</summary>
/// <param name="Role">Who speaks: <c>user</c>, <c>assistant</c>, <c>tool</c>, …; verbatim.</param>
/// <param name="Content">Its pieces in order.</param>
public sealed record MessageView(string Role, IReadOnlyList<ContentView> Content);
