using System.Runtime.InteropServices;

namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>A text of a request.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextPiece(TextKind Kind, string Text);
