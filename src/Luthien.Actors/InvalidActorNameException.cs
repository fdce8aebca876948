namespace Luthien.Actors;

#pragma warning disable CA1032 // Only the kernel makes it.
/// <summary>A name is forbidden or taken.</summary>
public sealed class InvalidActorNameException : Exception
{
    internal InvalidActorNameException(string message)
        : base(message)
    {
    }
}
