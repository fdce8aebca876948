namespace Luthien.Actors;

/// <summary>One line the kernel has to say. Goes to <see cref="ActorSystemOptions.Log"/> and to the event stream.</summary>
/// <param name="Id">1000–1499, one per kind of event; see <see cref="KernelEvents"/>.</param>
/// <param name="Level">How loud.</param>
/// <param name="Source">Path of the actor it is about.</param>
/// <param name="Text">For people; holds types and paths, never a message's content.</param>
/// <param name="Cause">The exception, if there is one.</param>
public sealed record LogEvent(int Id, KernelLogLevel Level, string Source, string Text, Exception? Cause = null);
