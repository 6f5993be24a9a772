import { Monitor, Moon, Sun } from "lucide-react";
import { useStore } from "zustand";
import { IconButton, Menu, MenuItem } from "@/ui";
import { isDark, setTheme, type Theme, theme } from "./theme";

const choices: [Theme, string, typeof Sun][] = [
  ["light", "Light", Sun],
  ["dark", "Dark", Moon],
  ["system", "As the system", Monitor],
];

export function ThemeToggle() {
  const chosen = useStore(theme, (state) => state.theme);
  const Icon = isDark(chosen) ? Moon : Sun;
  return (
    <Menu
      label="Theme"
      trigger={
        <IconButton label="Theme">
          <Icon />
        </IconButton>
      }
    >
      {choices.map(([value, label, Glyph]) => (
        <MenuItem
          key={value}
          icon={<Glyph />}
          hint={value === chosen ? "✓" : undefined}
          onSelect={() => setTheme(value)}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
