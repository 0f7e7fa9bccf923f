import { Anchor, Badge, Button, Group, NativeSelect, Table, Text, TextInput } from "@mantine/core";
import { Form, Link } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import {
  filterOf,
  mayAdd,
  movesForMany,
  openIdeas,
  waitsFor,
} from "#modules/cycle/ideas/pages/office/ground.server.ts";
import { countIdeas } from "#modules/cycle/ideas/service/counts.server.ts";
import { ideasPerPage, listIdeas } from "#modules/cycle/ideas/service/read.server.ts";
import { screenMany } from "#modules/cycle/ideas/service/screen-many.server.ts";
import { carryOverIdeas } from "#modules/cycle/ideas/service/screen.server.ts";
import { findUnits, keyOfRef } from "#modules/places/service/units.server.ts";
import { instantText } from "#ui/dates.ts";
import { Confirm, Outcome, readAnew } from "#ui/office/act.tsx";
import { Filter, FilterSelect, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import {
  ideaChannels,
  type IdeaState,
  ideaStateNames,
  ideaStates,
  type IdeaTrack,
  ideaTrackNames,
  ideaTracks,
} from "../../../model.ts";
import { cyclePaths } from "../../../paths.ts";
import type { CarryOver, ScreenMany } from "../../inputs.ts";
import type { Route } from "./+types/list.ts";
import { LeftOut, Many, PickIdea } from "./list-many.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openIdeas(args);
  const thisYear = Number((await today(db)).slice(0, 4));
  const filter = filterOf(new URL(args.request.url), thisYear);
  const state = ideaStateNames.find((name) => name === filter.state);
  const track = ideaTrackNames.find((name) => name === filter.track);
  const { year, text, page } = filter;
  const { ideas, total } = await listIdeas(db, actor, {
    year,
    text,
    page,
    ...(state && { state }),
    ...(track && { track }),
  });
  const units = await findUnits(
    db,
    ideas.map(({ unitVersion, unitCode }) => ({ version: unitVersion, code: unitCode })),
  );
  const counts = await countIdeas(db, actor, year);
  const waitingBefore =
    year === thisYear ? ((await countIdeas(db, actor, thisYear - 1)).byState.nextYear ?? 0) : 0;
  return {
    ideas: ideas.map((idea) => ({
      id: idea.id,
      title: idea.title,
      by: idea.by,
      unit: units.get(keyOfRef({ version: idea.unitVersion, code: idea.unitCode }))?.fullName ?? "",
      channel: idea.channel,
      track: idea.track,
      state: idea.state,
      setCode: idea.setCode,
      registeredAt: idea.registeredAt,
      isDemo: idea.isDemo,
      version: idea.version,
      mayDecide: waitsFor(actor, idea),
    })),
    total,
    counts,
    filter: { year, text, page, state: state ?? "", track: track ?? "" },
    years: [...new Set([thisYear, filter.year, ...counts.years])].toSorted((a, b) => b - a),
    waitingBefore: hasRole(actor, "provinceOfficer") ? waitingBefore : 0,
    mayAdd: mayAdd(actor),
    moves: movesForMany(actor),
    perPage: ideasPerPage,
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openIdeas(args);
  if (!hasRole(actor, "communeOfficer", "provinceOfficer"))
    throw new AppError("forbidden", {
      denied: "idea.screen",
      roles: ["communeOfficer", "provinceOfficer"],
    });
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    if (intent === "many") {
      const { done, left } = await screenMany(db, actor, fields as unknown as ScreenMany);
      return { done: `Đã ghi kết quả cho ${done} ý tưởng; người đăng ký đọc được.`, left };
    }
    const { count } = await carryOverIdeas(db, actor, fields as CarryOver);
    return { done: `Đã đưa ${count} ý tưởng vào danh sách năm nay.` };
  });
});

export const shouldRevalidate = readAnew;

/** Colours by what an idea waits for. */
export const stateColours: Readonly<Record<IdeaState, string>> = {
  registered: "yellow",
  underCommuneScreening: "yellow",
  underDistrictScreening: "yellow",
  forwarded: "yellow",
  chosen: "leaf",
  returned: "red",
  nextYear: "gray",
  withdrawn: "gray",
};

/** The ideas of a year in the office's area, with counts that are filters at once. */
export default function Ideas({ loaderData, actionData }: Route.ComponentProps) {
  const { ideas, total, filter, years, waitingBefore, perPage } = loaderData;
  return (
    <OfficePage
      title={`Ý tưởng sản phẩm năm ${filter.year}`}
      description="Ai cũng đăng ký được tại trang công khai /y-tuong. Xã, phường xem xét trước, văn phòng điều phối tỉnh lựa chọn."
      action={
        <Group gap="xs">
          <Button component="a" href={cyclePaths.ideasSheet(filter.year)} variant="default">
            Tải bảng tính
          </Button>
          {loaderData.mayAdd && (
            <Button component={Link} to={cyclePaths.addIdea}>
              Nhập ý tưởng
            </Button>
          )}
        </Group>
      }
    >
      <title>{`Ý tưởng sản phẩm năm ${filter.year} – OCOP`}</title>
      <Outcome answer={actionData} />
      {actionData && "left" in actionData && <LeftOut left={actionData.left} />}
      {waitingBefore > 0 && (
        <Confirm
          intent="carryOver"
          label={`Đưa ${waitingBefore} ý tưởng của năm ${filter.year - 1} vào danh sách`}
          says="Các ý tưởng này được chuyển sang năm sau; đưa vào thì xã, phường xem xét lại từ đầu."
          values={{ fromYear: String(filter.year - 1) }}
        />
      )}
      <Counts counts={loaderData.counts} filter={filter} />
      <Filter>
        <NativeSelect
          name="nam"
          label="Năm"
          defaultValue={String(filter.year)}
          data={years.map(String)}
        />
        <FilterSelect
          name="tinh-trang"
          label="Tình trạng"
          value={filter.state}
          options={ideaStateNames.map((value) => [value, ideaStates[value]])}
        />
        <FilterSelect
          name="nhom"
          label="Nhóm khởi nghiệp"
          value={filter.track}
          options={ideaTrackNames.map((value) => [value, ideaTracks[value]])}
        />
        <TextInput name="tim" label="Tìm theo tên" defaultValue={filter.text} />
      </Filter>
      {ideas.length === 0 ? (
        <NoneFound what="ý tưởng">
          Năm {filter.year} chưa có ý tưởng nào. Ai cũng đăng ký được trên trang công khai; cán bộ
          nhập được thay người gọi đến.
        </NoneFound>
      ) : (
        <Form method="post" noValidate>
          <Rows ideas={ideas} />
          {ideas.some((idea) => idea.mayDecide) && (
            <Many moves={loaderData.moves} answer={actionData} />
          )}
        </Form>
      )}
      <Pager page={filter.page} perPage={perPage} total={total} />
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function Counts({ counts, filter }: Pick<Loaded, "counts" | "filter">) {
  const to = (more: Readonly<Record<string, string>>) =>
    `?${new URLSearchParams({ nam: String(filter.year), ...more })}`;
  const states = ideaStateNames.filter((state) => counts.byState[state] !== undefined);
  const tracks = ideaTrackNames.filter(
    (track: IdeaTrack) => track !== "general" && counts.byTrack[track] !== undefined,
  );
  return (
    <Group gap="xs" component="nav" aria-label="Số ý tưởng" mt="xs">
      <Anchor component={Link} to={to({})} size="sm" fw={600}>
        Tất cả: {counts.total}
      </Anchor>
      {states.map((state) => (
        <Anchor key={state} component={Link} to={to({ "tinh-trang": state })} size="sm">
          {ideaStates[state]}: {counts.byState[state]}
        </Anchor>
      ))}
      {tracks.map((track) => (
        <Anchor key={track} component={Link} to={to({ nhom: track })} size="sm">
          {ideaTracks[track]}: {counts.byTrack[track]}
        </Anchor>
      ))}
    </Group>
  );
}

function Rows({ ideas }: Pick<Loaded, "ideas">) {
  return (
    <Table className="stacking" verticalSpacing={4} aria-label="Ý tưởng">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Ý tưởng</Table.Th>
          <Table.Th>Người đăng ký</Table.Th>
          <Table.Th>Nơi đăng ký</Table.Th>
          <Table.Th>Gửi lúc</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {ideas.map((idea) => (
          <Table.Tr key={idea.id}>
            <Table.Td>
              {idea.mayDecide && <PickIdea idea={idea} />}
              <Anchor component={Link} to={cyclePaths.idea(idea.id)} fw={600}>
                {idea.title}
              </Anchor>{" "}
              {idea.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
              {idea.track !== "general" && (
                <Text size="sm" c="dimmed">
                  {ideaTracks[idea.track]}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              {idea.by ?? "Không hiện tên"}
              <Text size="sm" c="dimmed">
                {ideaChannels[idea.channel]}
              </Text>
            </Table.Td>
            <Table.Td>{idea.unit}</Table.Td>
            <Table.Td>{instantText(new Date(idea.registeredAt), "vi")}</Table.Td>
            <Table.Td>
              <Badge color={stateColours[idea.state]} style={{ height: "auto" }}>
                {ideaStates[idea.state]}
              </Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
