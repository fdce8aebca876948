namespace Luthien.Actors;

/// <summary>What the cell handles before the actor sees it. Never refused by a bounded mailbox.</summary>
interface IAutoReceived;
