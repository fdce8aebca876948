using System.Reflection;
using System.Text;

namespace Luthien.TestKit;

/// <summary>Prints what an assembly promises to strangers, one member a line, sorted: a change of it is visible in a review.</summary>
public static class PublicSurface
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Public types with their public and protected members; what the compiler made for records is left out.</summary>
    public static string Print(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Header(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    static string Header(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var bases = type.GetInterfaces().Where(face => face.IsPublic && !IsEquatableOfItself(face, type)).Select(TypeName.Of).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            bases = bases.Prepend(TypeName.Of(parent)).Order(StringComparer.Ordinal);
        var list = string.Join(", ", type.IsEnum ? [] : bases);
        return $"{kind} {type.Namespace}.{TypeName.Of(type)}{(list.Length == 0 ? string.Empty : " : " + list)}";
    }

    static bool IsEquatableOfItself(Type face, Type type) => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>) && face.GenericTypeArguments[0] == type;

    static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), provider: null)}");
        var constructors = type.GetConstructors(Declared).Where(IsVisible).Where(made => !IsCopyOfRecord(made, type)).Select(made => $"{Modifiers(made)}.ctor({Parameters(made)})");
        var methods = type.GetMethods(Declared).Where(IsVisible).Where(method => !method.IsSpecialName && !IsMadeByCompiler(method))
            .Select(method => $"{Modifiers(method)}{TypeName.Of(method.ReturnType)} {method.Name}{TypeName.Generics(method)}({Parameters(method)})");
        var properties = type.GetProperties(Declared).Where(property => property.GetMethod is { } get && IsVisible(get) && property.Name != "EqualityContract")
            .Select(property => $"{Modifiers(property.GetMethod!)}{TypeName.Of(property.PropertyType)} {property.Name} {{ get;{Setter(property)} }}");
        var fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)
            .Select(field => $"{(field.IsLiteral ? "const " : string.Empty)}{TypeName.Of(field.FieldType)} {field.Name}");
        return [.. constructors, .. methods, .. properties, .. fields];
    }

    static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static bool IsCopyOfRecord(ConstructorInfo made, Type type) => made.GetParameters() is [var only] && only.ParameterType == type;

    static bool IsMadeByCompiler(MethodInfo method) => method.Name is "PrintMembers" or "<Clone>$" or "Deconstruct"
        || (method.Name is "Equals" or "GetHashCode" or "ToString" && method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));

    static string Modifiers(MethodBase method) => string.Concat(
        method.IsPublic ? string.Empty : "protected ",
        method.IsStatic ? "static " : string.Empty,
        method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : method is { IsVirtual: true, IsFinal: false, IsAbstract: false } ? "virtual " : string.Empty);

    static string Setter(PropertyInfo property)
    {
        if (property.SetMethod is not { } set || !IsVisible(set))
            return string.Empty;
        var isInit = set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
        return isInit ? " init;" : " set;";
    }

    static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty)}{TypeName.Of(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = …" : string.Empty)}"));
}
