/** What is known of a sales link. */
export const channelStates = {
  unchecked: "Chưa kiểm tra",
  alive: "Truy cập được",
  dead: "Không truy cập được",
} as const satisfies Record<string, string>;
export type ChannelState = keyof typeof channelStates;
