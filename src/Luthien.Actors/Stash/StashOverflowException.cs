namespace Luthien.Actors;

#pragma warning disable CA1032 // Only the kernel makes it.
/// <summary>The stash is full.</summary>
public sealed class StashOverflowException : Exception
{
    internal StashOverflowException(string path, int capacity)
        : base($"The stash of {path} holds {capacity} messages already")
    {
    }
}
