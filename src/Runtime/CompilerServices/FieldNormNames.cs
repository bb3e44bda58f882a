using System;
using System.ComponentModel;

namespace FusedClip.CompilerServices;

/// <summary>The names of norms that stand in a struct of norms. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FieldNormNames
{
    /// <summary>The names of a member's norms: the member's own, a dot, and theirs.</summary>
    /// <param name="member">The member's name.</param>
    /// <param name="count">The number of its norms.</param>
    /// <param name="nameOf">The name of a norm, by its index.</param>
    /// <remarks>Called once for a type: the names are kept.</remarks>
    public static string[] Of(string member, int count, Func<int, string> nameOf)
    {
        var names = new string[count];
        for (int i = 0; i < count; i++)
        {
            names[i] = $"{member}.{nameOf(i)}";
        }

        return names;
    }
}
