namespace Luthien.Actors;

/// <summary>Runs turns of actors: the kernel's only way to a thread.</summary>
/// <remarks>The kernel never has two items of one actor out at once. Called from any thread.</remarks>
public interface IDispatcher
{
    /// <summary>Runs <paramref name="turn"/> soon, never on the caller's stack.</summary>
    /// <param name="turn">The actor's cell.</param>
    /// <param name="preferLocal">False when the actor has used up its share and must go behind everyone else.</param>
    void Schedule(IThreadPoolWorkItem turn, bool preferLocal);
}
