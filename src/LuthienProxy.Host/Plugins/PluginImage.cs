using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace LuthienProxy.Host.Plugins;

/// <summary>Which assembly some bytes are, and what it refers to; read from its tables, without loading anything.</summary>
/// <param name="Name">Its name and version.</param>
/// <param name="References">The assemblies that it names.</param>
sealed record PluginImage(AssemblyName Name, ImmutableArray<AssemblyName> References)
{
    /// <summary>Null when the bytes are no whole .NET assembly.</summary>
    public static PluginImage? Of(byte[] bytes)
    {
        try
        {
            using var image = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(bytes));
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } tables)
                return null;
            return new(tables.GetAssemblyDefinition().GetAssemblyName(), [.. tables.AssemblyReferences.Select(one => tables.GetAssemblyReference(one).GetAssemblyName())]);
        }
        catch (Exception cause) when (cause is BadImageFormatException or ArgumentException or OverflowException or InvalidOperationException or IOException)
        {
            // The reader's several words for bytes that are cut or mangled.
            return null;
        }
    }
}
