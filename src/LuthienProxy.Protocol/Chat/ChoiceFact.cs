namespace LuthienProxy.Protocol.Chat;

/// <summary>A choice that a chunk speaks of.</summary>
/// <param name="Index">Its number.</param>
/// <param name="HasRole">Whether its delta names the role.</param>
readonly record struct ChoiceFact(int Index, bool HasRole);
