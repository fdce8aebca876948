namespace Luthien.Actors;

#pragma warning disable CA1040 // A marker by design.
/// <summary>Marks messages whose loss is expected.</summary>
public interface IDeadLetterSuppression;
#pragma warning restore CA1040
