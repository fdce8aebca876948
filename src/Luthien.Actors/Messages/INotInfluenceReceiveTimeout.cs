namespace Luthien.Actors;

#pragma warning disable CA1040 // A marker by design: the mailbox asks for it without knowing the message.
/// <summary>Marks messages that do not reset the receive timeout.</summary>
public interface INotInfluenceReceiveTimeout;
#pragma warning restore CA1040
