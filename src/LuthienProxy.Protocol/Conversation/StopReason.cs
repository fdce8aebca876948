namespace LuthienProxy.Protocol.Conversation;

/// <summary>Why a model stopped: the common meaning, and the provider's own word, which is kept verbatim.</summary>
/// <param name="Kind">The common meaning; <see cref="StopKind.Other"/> for a word that is not known here.</param>
/// <param name="Wire">The provider's word (<c>end_turn</c>, <c>tool_calls</c>, <c>max_output_tokens</c>, …); null when made here.</param>
public readonly record struct StopReason(StopKind Kind, string? Wire = null);
