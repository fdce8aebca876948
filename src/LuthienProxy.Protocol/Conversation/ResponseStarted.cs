namespace LuthienProxy.Protocol.Conversation;

/// <summary>The answer begins. Always the first event, once.</summary>
/// <param name="Id">The provider's id of the answer (<c>msg_…</c>, <c>resp_…</c>, <c>chatcmpl-…</c>).</param>
/// <param name="Model">The model that answers, as the provider names it.</param>
public sealed record ResponseStarted(string Id, string Model) : ResponseEvent;
