namespace Luthien.Streams;

/// <summary>A part of a run that something happens to when time passes.</summary>
interface IDeadline
{
    /// <summary>Does what is due at the timestamp <paramref name="now"/>. Called from a timer; calls may overlap.</summary>
    /// <returns>When to ask again; <see cref="TimeSpan.MaxValue"/> for not before <see cref="Deadlines.ArmWithin"/>.</returns>
    TimeSpan Check(long now);
}
