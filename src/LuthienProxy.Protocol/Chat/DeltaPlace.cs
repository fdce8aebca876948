using System.Runtime.InteropServices;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Where a delta's value stands in its frame.</summary>
/// <param name="Event">The delta's place among the frame's events.</param>
/// <param name="Choice">The choice that its chunk says it belongs to.</param>
/// <param name="Field">The field it stands in.</param>
/// <param name="Value">The inside of the string; for <see cref="ChatField.Opaque"/> the whole member with its name.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct DeltaPlace(int Event, int Choice, ChatField Field, JsonSpan Value);
