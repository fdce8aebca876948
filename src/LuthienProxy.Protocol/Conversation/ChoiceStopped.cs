namespace LuthienProxy.Protocol.Conversation;

/// <summary>The model stopped, and why. Comes once per choice, after all of its blocks.</summary>
/// <param name="Choice">Which of the parallel answers; 0 outside Chat Completions.</param>
/// <param name="Reason">Why it stopped.</param>
public sealed record ChoiceStopped(int Choice, StopReason Reason) : ResponseEvent;
